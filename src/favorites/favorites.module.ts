import { Module } from '@nestjs/common';
import { FavoritesController } from './favorites.controller.js';
import { FavoritesRepository } from './favorites.repository.js';
import { FavoritesService } from './favorites.service.js';

/** Which jobs a user wants at hand; the list of jobs filters by them. */
@Module({ controllers: [FavoritesController], providers: [FavoritesService, FavoritesRepository] })
export class FavoritesModule {}
